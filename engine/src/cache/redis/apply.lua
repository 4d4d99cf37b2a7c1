-- KEYS: standings, order, tallies, ready
-- ARGV: seconds the board stays, seconds it stays ready, then participant and record of each

local function count(standing, sign)
  local tally = standing.agency .. ':' .. standing.track .. ':'
  redis.call('HINCRBY', KEYS[3], tally .. 'entrants', sign)
  redis.call('HINCRBY', KEYS[3], tally .. 'attempts', sign * standing.attempts)
  redis.call('HINCRBY', KEYS[3], tally .. 'score_sum', sign * standing.score)
  redis.call('HINCRBY', KEYS[3], tally .. 'perfect', sign * standing.perfect)
end

for i = 3, #ARGV, 2 do
  local participant, new = ARGV[i], read(ARGV[i + 1])
  local old = read(redis.call('HGET', KEYS[1], participant))
  if not old or new.attempts > old.attempts then
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
