-- A board's order is one sorted set with all scores 0, so that it is sorted by member:
--   <scope>.<sort key, hexadecimal>.<participant, 19 digits>
-- where the scope is "t:staff" or "a:17:staff". "." comes before every hexadecimal digit and "/" right
-- after it, so "x." is below and "x/" above everything that begins with "x.".
-- A standing is kept as "attempts:track:agency:score:perfect:key", and ":grading" unless that is 0.

local function below(order, text)
  return redis.call('ZLEXCOUNT', order, '-', '(' .. text)
end

local function read(record)
  if not record then return nil end
  local attempts, track, agency, score, perfect, key, grading =
    string.match(record, '^(%d+):(%a+):(%-?%d+):(%d+):(%d):(%x*):?(%d*)$')
  return {
    attempts = tonumber(attempts), track = track, agency = agency,
    score = tonumber(score), perfect = tonumber(perfect), key = key,
    grading = tonumber(grading) or 0,
  }
end

local function scopes(standing)
  return { 't:' .. standing.track, 'a:' .. standing.agency .. ':' .. standing.track }
end
