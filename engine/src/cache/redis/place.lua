-- KEYS: standings, order   ARGV: participant, scope
-- The participant's rank in the scope, how many have the same key, and how many lines are above; nothing when not in it.

local standing = read(redis.call('HGET', KEYS[1], ARGV[1]))
if not standing then return nil end
for _, scope in ipairs(scopes(standing)) do
  if scope == ARGV[2] then
    local before = below(KEYS[2], scope .. '.' .. standing.key .. '.')
    local through = below(KEYS[2], scope .. '.' .. standing.key .. '/')
    local first = below(KEYS[2], scope .. '.')
    local above = below(KEYS[2], scope .. '.' .. standing.key .. '.' .. ARGV[1]) - first
    return { before - first + 1, through - before, above }
  end
end
return nil
