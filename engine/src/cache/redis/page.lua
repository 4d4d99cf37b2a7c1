-- KEYS: order   ARGV: scope, offset, limit
-- The first line's rank, how many neighbours come before it (0 or 1), then the members: that
-- neighbour, the page, and the neighbour after it, so that a tie shows across the page's edges.

local order, scope = KEYS[1], ARGV[1]
local first = below(order, scope .. '.')
local stop = below(order, scope .. '/')
local from = first + tonumber(ARGV[2])
local limit = tonumber(ARGV[3])
if from >= stop or limit == 0 then return {} end

local before = from > first and 1 or 0
local last = math.min(from + limit, stop - 1)
local members = redis.call('ZRANGE', order, from - before, last)
local key = string.match(members[1 + before], '^[^.]*%.(%x*)%.')
local rank = below(order, scope .. '.' .. key .. '.') - first + 1
table.insert(members, 1, tostring(before))
table.insert(members, 1, tostring(rank))
return members
