-- The consumer groups of one shard's results.
-- KEYS: results groups counters
-- Answer: {committed, {{name, lag, pending, missed, consumers}, …}}
local results, groups, counters = unpack(KEYS)

local committed = tonumber(redis.call('HGET', counters, 'committed') or 0)
if redis.call('EXISTS', results) == 0 then return {committed, {}} end
local answer = {}
for _, info in ipairs(redis.call('XINFO', 'GROUPS', results)) do
  local group = {}
  for i = 1, #info, 2 do group[info[i]] = info[i + 1] end
  local seen = tonumber(redis.call('HGET', groups, 'seen ' .. group.name) or -1)
  local lag = seen < 0 and redis.call('XLEN', results) or committed - seen
  local missed = tonumber(redis.call('HGET', groups, 'missed ' .. group.name) or 0)
  answer[#answer + 1] = {group.name, lag, group.pending, missed, group.consumers}
end
return {committed, answer}
