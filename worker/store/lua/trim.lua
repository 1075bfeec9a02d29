-- Cut a shard's results stream: behind the slowest group, and, whoever waits, to its bound.
-- KEYS: results
-- ARGV: max_entries (0: no bound)
-- Answer: {cut behind the slowest group, cut at the bound, left}
local results = unpack(KEYS)
local max_entries = tonumber(ARGV[1])

if redis.call('EXISTS', results) == 0 then return {0, 0, 0} end

local function parts(position)
  local ms, seq = string.match(position, '^(%d+)-(%d+)$')
  return tonumber(ms), tonumber(seq)
end

-- The first entry that some group still needs: its oldest unacknowledged one, else the one after its last.
local needed, needed_ms, needed_seq
for _, info in ipairs(redis.call('XINFO', 'GROUPS', results)) do
  local group = {}
  for i = 1, #info, 2 do group[info[i]] = info[i + 1] end
  local ms, seq
  if group.pending > 0 then
    ms, seq = parts(redis.call('XPENDING', results, group.name)[2])
  else
    ms, seq = parts(group['last-delivered-id'])
    seq = seq + 1
  end
  if not needed or ms < needed_ms or (ms == needed_ms and seq < needed_seq) then
    needed, needed_ms, needed_seq = true, ms, seq
  end
end

-- Whole nodes of a hundred entries (~): cheap, and at most 10,000 entries at a time.
local behind, beyond = 0, 0
if needed then
  behind = redis.call('XTRIM', results, 'MINID', '~', string.format('%.0f-%.0f', needed_ms, needed_seq))
end
if max_entries > 0 and redis.call('XLEN', results) > max_entries then
  beyond = redis.call('XTRIM', results, 'MAXLEN', '~', max_entries)
end
return {behind, beyond, redis.call('XLEN', results)}
