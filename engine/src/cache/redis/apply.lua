-- KEYS: standings, order, tallies, ready
-- ARGV: seconds the board stays, seconds it stays ready, then participant and record of each

local function count(standing, sign)
  local tally = standing.agency .. ':' .. standing.track .. ':'
  -- As text: Lua's -1 * 0 is "-0", which Redis does not take for an integer.
  local function add(what, number)
    redis.call('HINCRBY', KEYS[3], tally .. what, string.format('%d', sign * number))
  end
  add('entrants', 1)
  add('attempts', standing.attempts)
  add('score_sum', standing.score)
  add('perfect', standing.perfect)
end

for i = 3, #ARGV, 2 do
  local participant, new = ARGV[i], read(ARGV[i + 1])
  local old = read(redis.call('HGET', KEYS[1], participant))
  if not old or new.grading > old.grading
    or (new.grading == old.grading and new.attempts > old.attempts) then
    if old then
      for _, scope in ipairs(scopes(old)) do
        redis.call('ZREM', KEYS[2], scope .. '.' .. old.key .. '.' .. participant)
      end
      count(old, -1)
    end
    for _, scope in ipairs(scopes(new)) do
      redis.call('ZADD', KEYS[2], 0, scope .. '.' .. new.key .. '.' .. participant)
    end
    count(new, 1)
    redis.call('HSET', KEYS[1], participant, ARGV[i + 1])
  end
end

redis.call('EXPIRE', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[2], ARGV[1])
redis.call('EXPIRE', KEYS[3], ARGV[1])
redis.call('EXPIRE', KEYS[4], ARGV[2])
