-- Place a document among the stories of the window: find its near copies and join their clusters.
-- KEYS: state ticks sizes latest heirs
-- ARGV: id revision signature bands window_ms least
-- Answer: {epoch, cluster, id, permille, id, permille, ...}: nearest documents first
--
-- Documents are numbered as they come. All other keys are pages, named after their place: which ones a document
-- touches follows from the state, so they cannot be passed as KEYS; they share the hash tag of those that are.
--   s<n/64>       string: 64 slots of 71 bytes: signature 64, parent 4, revision 2, retired 1
--   i<n/64>       hash: n -> id
--   b<level>:<p>  string: records of 7 bytes: tag of a band 3, n 4; those with n = 0 are free
--   c<n>          string: numbers of the cluster's documents, 4 bytes each, newest last
local state, ticks, sizes, latest, heirs = unpack(KEYS)
local prefix = string.sub(state, 1, -6)
local id, revision, signature, bands = ARGV[1], math.min(tonumber(ARGV[2]), 65535), ARGV[3], ARGV[4]
local window, least = tonumber(ARGV[5]), tonumber(ARGV[6])

local SLOTS, SLOT, RECORD = 64, 71, 7
local BUCKET = 4        -- newest documents kept of those that share a band: the cost of a popular text is bounded
local CANDIDATES = 16   -- documents compared in full
local NEAREST = 5
local MEMBERS = 1000    -- newest documents listed of a cluster; the count goes on
local TICKS = 168       -- steps by which the window moves on: an hour of a week
-- Pages of bands at each level, eight times as many as at the one before: with a level too few, pages get long; with
-- too many, each holds an entry or two and its key costs more than they do.
local LEVELS = {64, 512, 4096, 32768, 262144, 2097152}
local PER_PAGE = 39     -- live documents a page from which on the next level is used: pages of 3.5 KB

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function name(number) return string.format('%.0f', number) end
local function number_at(text, at) return (struct.unpack('>I4', text, at)) end
local function packed(number) return struct.pack('>I4', number) end
local SLACK = math.ceil(window / TICKS) + 1000
local function keep(key) redis.call('PEXPIRE', key, window + SLACK) end

-- The window ------------------------------------------------------------------------------------------------
local following = tonumber(redis.call('HGET', state, 'next') or 1)

local function tick_time(tick) return tick and tonumber(string.match(tick, '^%d+')) end

local function oldest_live()
  local last = tick_time(redis.call('LINDEX', ticks, -1))
  if not last or last + window / TICKS <= now then
    redis.call('RPUSH', ticks, name(now) .. ':' .. name(following))
  end
  local first = redis.call('LRANGE', ticks, 0, 1)
  while first[2] and tick_time(first[2]) <= now - window do
    redis.call('LPOP', ticks)
    first = redis.call('LRANGE', ticks, 0, 1)
  end
  return tonumber(string.match(first[1], '%d+$'))
end

local oldest = oldest_live()

-- Slots -----------------------------------------------------------------------------------------------------
local function page_of(number) return name(math.floor(number / SLOTS)) end
local function id_of(number) return redis.call('HGET', prefix .. 'i' .. page_of(number), name(number)) end
local function offset(number) return (number % SLOTS) * SLOT end

local function slot(number)
  if number < oldest then return nil end
  local from = offset(number)
  local text = redis.call('GETRANGE', prefix .. 's' .. page_of(number), from, from + SLOT - 1)
  if #text < SLOT then return nil end
  return {signature = string.sub(text, 1, 64), parent = number_at(text, 65),
          revision = struct.unpack('>H', text, 69), retired = string.byte(text, 71) == 1}
end

local function patch(number, at, bytes)
  redis.call('SETRANGE', prefix .. 's' .. page_of(number), offset(number) + at, bytes)
end

local function write_slot(number)
  local key = prefix .. 's' .. page_of(number)
  if redis.call('EXISTS', key) == 0 then redis.call('SETRANGE', key, SLOTS * SLOT - 1, '\0') end -- at its full size
  patch(number, 0, signature .. packed(number) .. struct.pack('>H', revision) .. '\0')
  redis.call('HSET', prefix .. 'i' .. page_of(number), name(number), id)
  keep(key)
  keep(prefix .. 'i' .. page_of(number))
end

-- Bands -----------------------------------------------------------------------------------------------------
local count = #bands / 4 -- the last is the hash of the id

local function level_for(live)
  for level, pages in ipairs(LEVELS) do
    if live <= pages * PER_PAGE or level == #LEVELS then return level end
  end
end

local function band_page(level, band)
  return string.format('%sb%d:%.0f', prefix, level, number_at(bands, band * 4 - 3) % LEVELS[level])
end

local function band_tag(band) return string.sub(bands, band * 4 - 3, band * 4 - 1) end

local function places(page, tag)
  local found, at = {}, string.find(page, tag, 1, true)
  while at do
    local whole = (at - 1) % RECORD == 0
    if whole and number_at(page, at + 3) >= oldest then found[#found + 1] = at end
    at = string.find(page, tag, at + (whole and RECORD or 1), true)
  end
  return found
end

local seen = {} -- pages read in this call

local function read_page(key)
  if not seen[key] then seen[key] = redis.call('GET', key) or '' end
  return seen[key]
end

local function look_up()
  local shared, own = {}, nil
  for level = 1, #LEVELS do
    if tonumber(redis.call('HGET', state, 'level' .. level) or 0) >= oldest then
      for band = 1, count do
        local page = read_page(band_page(level, band))
        for _, at in ipairs(places(page, band_tag(band))) do
          local number = number_at(page, at + 3)
          if band < count then
            shared[number] = (shared[number] or 0) + 1
          elseif id_of(number) == id and number > (own or 0) then
            own = number
          end
        end
      end
    end
  end
  return shared, own
end

local function free_place(page) -- of the first record without a number, by bisection; past the end if all have one
  local low, high = 0, #page / RECORD
  while low < high do
    local middle = math.floor((low + high) / 2)
    if number_at(page, middle * RECORD + 4) > 0 then low = middle + 1 else high = middle end
  end
  return low * RECORD + 1
end

local function oldest_of(page, same)
  local best = same[1]
  for _, at in ipairs(same) do
    if number_at(page, at + 3) < number_at(page, best + 3) then best = at end
  end
  return best
end

-- A page with its live records, and room for an eighth more: it is written whole when full, else in place.
local function grown(page, record)
  local live = {}
  for at = 1, #page, RECORD do
    if number_at(page, at + 3) >= oldest then live[#live + 1] = string.sub(page, at, at + RECORD - 1) end
  end
  live[#live + 1] = record
  return table.concat(live) .. string.rep('\0', math.max(4, math.floor(#live / 8)) * RECORD)
end

local function add_record(key, record)
  local page = read_page(key)
  local same = places(page, string.sub(record, 1, 3))
  local at = #same >= BUCKET and oldest_of(page, same) or free_place(page)
  if at > #page then
    seen[key] = grown(page, record)
    redis.call('SET', key, seen[key], 'PX', 2 * window)
  else
    seen[key] = string.sub(page, 1, at - 1) .. record .. string.sub(page, at + RECORD)
    redis.call('SETRANGE', key, at - 1, record)
    if redis.call('PTTL', key) < window + SLACK then redis.call('PEXPIRE', key, 2 * window) end
  end
end

local function index(number)
  local level = level_for(number - oldest + 1)
  for band = 1, count do add_record(band_page(level, band), band_tag(band) .. packed(number)) end
  redis.call('HSET', state, 'level' .. level, number)
end

-- Similarity ------------------------------------------------------------------------------------------------
local own_bytes = {string.byte(signature, 1, 64)}

local function permille(other)
  local theirs, agree = {string.byte(other, 1, 64)}, 0
  for i = 1, 64 do -- two values of four bits a byte
    local differ = bit.bxor(own_bytes[i], theirs[i])
    if differ < 16 then agree = agree + 1 end
    if differ % 16 == 0 then agree = agree + 1 end
  end
  return math.max(0, math.floor((agree / 128 - 1 / 16) / (15 / 16) * 1000 + 0.5))
end

local function near(shared, own)
  local ranked, found = {}, {}
  for number in pairs(shared) do
    if number ~= own then ranked[#ranked + 1] = number end
  end
  table.sort(ranked, function(a, b)
    if shared[a] ~= shared[b] then return shared[a] > shared[b] end
    return a > b
  end)
  for i = 1, math.min(#ranked, CANDIDATES) do
    local held = slot(ranked[i])
    local likeness = held and permille(held.signature) or 0
    if likeness >= least then found[#found + 1] = {number = ranked[i], permille = likeness, retired = held.retired} end
  end
  table.sort(found, function(a, b)
    if a.permille ~= b.permille then return a.permille > b.permille end
    return a.number < b.number
  end)
  return found
end

-- Clusters: a union-find whose root is the first document; roots that have left the window keep their number --
local function parent(number)
  local held = slot(number)
  if held then return held.parent end
  return tonumber(redis.call('HGET', heirs, name(number)) or number)
end

local function root(number)
  local path, above = {}, parent(number)
  while above ~= number do
    path[#path + 1] = number
    number, above = above, parent(above)
  end
  for i = 1, #path - 1 do
    if slot(path[i]) then patch(path[i], 64, packed(number)) end
  end
  return number
end

local function attach(lower, upper)
  if slot(lower) then
    patch(lower, 64, packed(upper))
  else
    redis.call('HSET', heirs, name(lower), name(upper))
    keep(heirs)
  end
end

-- A cluster of one is kept nowhere but in its slot.
local function size(top) return tonumber(redis.call('ZSCORE', sizes, name(top)) or 1) end
local function members(top, only) return redis.call('GET', prefix .. 'c' .. name(top)) or packed(only) end

local function join(one, other)
  local a, b = root(one), root(other)
  if a == b then return end
  local upper, lower = math.min(a, b), math.max(a, b)
  local all = members(upper, upper == a and one or other) .. members(lower, lower == a and one or other)
  local total = size(upper) + size(lower)
  attach(lower, upper)
  redis.call('SET', prefix .. 'c' .. name(upper), string.sub(all, -4 * MEMBERS), 'PX', window + SLACK)
  redis.call('DEL', prefix .. 'c' .. name(lower))
  redis.call('ZADD', sizes, total, name(upper))
  redis.call('ZADD', latest, now, name(upper))
  redis.call('ZREM', sizes, name(lower))
  redis.call('ZREM', latest, name(lower))
end

local function retire(number) -- an older revision: its cluster may find the new one by it, but it counts no more
  patch(number, 70, '\1')
  local top = root(number)
  redis.call('ZADD', sizes, size(top) - 1, name(top))
  redis.call('ZADD', latest, 'NX', now, name(top))
end

local function forget_stale()
  for _, top in ipairs(redis.call('ZRANGEBYSCORE', latest, '-inf', now - window, 'LIMIT', 0, 16)) do
    redis.call('ZREM', latest, top)
    redis.call('ZREM', sizes, top)
  end
end

-- ------------------------------------------------------------------------------------------------------------
redis.call('HSETNX', state, 'epoch', name(now))
forget_stale()
local shared, own = look_up()
local held = own and slot(own)
if not held then own = nil end
local outdated = own and held.revision > revision
local same = own and held.signature == signature
if own and not outdated and not same then retire(own) end
local found = near(shared, (same or outdated) and own)

if same and not outdated then
  patch(own, 68, struct.pack('>H', revision))
elseif not outdated then
  own = following
  redis.call('HSET', state, 'next', own + 1)
  write_slot(own)
  index(own)
end
if not outdated then
  for _, one in ipairs(found) do join(own, one.number) end
end

local answer = {redis.call('HGET', state, 'epoch'), name(root(own))}
for _, one in ipairs(found) do
  if #answer < 2 + 2 * NEAREST and not one.retired then
    answer[#answer + 1] = id_of(one.number)
    answer[#answer + 1] = one.permille
  end
end
return answer
