-- The clusters of more than one document: the biggest, or those that grew last.
-- KEYS: order sizes latest state ticks
-- ARGV: limit
-- Answer: {epoch, {cluster, size, latest_ms, id, id, ...}, ...}
local order, sizes, latest, state, ticks = unpack(KEYS)
local prefix, limit = string.sub(state, 1, -6), tonumber(ARGV[1])
local BATCH = 100
local oldest = tonumber(string.match(redis.call('LINDEX', ticks, 0) or ':0', '%d+$')) -- as of the last placement

local function id_at(number)
  if number < oldest then return nil end
  local page, from = string.format('%.0f', math.floor(number / 64)), (number % 64) * 71 + 70
  local retired = redis.call('GETRANGE', prefix .. 's' .. page, from, from) ~= '\0'
  return not retired and redis.call('HGET', prefix .. 'i' .. page, string.format('%.0f', number))
end

local function story(top, size)
  local one = {top, size, redis.call('ZSCORE', latest, top) or '0'}
  local listed = redis.call('GET', prefix .. 'c' .. top) or ''
  for at = 1, #listed, 4 do
    local id = id_at((struct.unpack('>I4', listed, at)))
    if id then one[#one + 1] = id end
  end
  return one
end

local answer, from = {redis.call('HGET', state, 'epoch') or ''}, 0
repeat
  local tops = redis.call('ZREVRANGE', order, from, from + BATCH - 1)
  for _, top in ipairs(tops) do
    local size = redis.call('ZSCORE', sizes, top)
    if size and tonumber(size) > 1 and #answer <= limit then answer[#answer + 1] = story(top, size) end
  end
  from = from + BATCH
until #tops == 0 or #answer > limit
return answer
