-- The clusters of more than one document: the biggest, or those that grew last; or the one of a number.
-- KEYS: order sizes latest state ticks heirs
-- ARGV: limit number ('': any)
-- Answer: {epoch, {cluster, size, latest_ms, id, id, ...}, ...}
local order, sizes, latest, state, ticks, heirs = unpack(KEYS)
local prefix, limit, wanted = string.sub(state, 1, -6), tonumber(ARGV[1]), ARGV[2]
local BATCH = 100
local oldest = tonumber(string.match(redis.call('LINDEX', ticks, 0) or ':0', '%d+$')) -- as of the last placement

local function name(number) return string.format('%.0f', number) end

local function field(number, from, to) -- bytes of the document's slot
  local at = (number % 64) * 71
  return redis.call('GETRANGE', prefix .. 's' .. name(math.floor(number / 64)), at + from, at + to)
end

local function id_at(number)
  if number < oldest or field(number, 70, 70) ~= '\0' then return nil end
  return redis.call('HGET', prefix .. 'i' .. name(math.floor(number / 64)), name(number))
end

local function root(number) -- as place.lua joins them, and shortens no path
  local above = number
  repeat
    number = above
    local held = number >= oldest and field(number, 64, 67) or ''
    above = #held == 4 and struct.unpack('>I4', held) or tonumber(redis.call('HGET', heirs, name(number)) or number)
  until above == number
  return number
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
if wanted ~= '' then
  local top = name(root(tonumber(wanted)))
  local size = redis.call('ZSCORE', sizes, top)
  if size and tonumber(size) > 1 then answer[2] = story(top, size) end
  return answer
end
repeat
  local tops = redis.call('ZREVRANGE', order, from, from + BATCH - 1)
  for _, top in ipairs(tops) do
    local size = redis.call('ZSCORE', sizes, top)
    if size and tonumber(size) > 1 and #answer <= limit then answer[#answer + 1] = story(top, size) end
  end
  from = from + BATCH
until #tops == 0 or #answer > limit
return answer
