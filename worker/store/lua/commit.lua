-- Write the results of revisions, each once, with one entry in the results stream.
-- KEYS: open waiting retry leased done results sources counters
-- EACH: record article result
-- ARGV: ttl_ms
-- EACH: id revision pipeline payload traceparent (or nothing)
-- Answer: of each committed | already | stale
local open, waiting, retry, leased, done, results, sources, counters = unpack(KEYS, 1, 8)
local ttl_ms = ARGV[1]

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ids, places, writes, counts, taken = {}, {}, {}, {}, {} -- of what is committed by this call

local function look(i, record, id, revision)
  local held = redis.call('HMGET', record, 'revision', 'state', 'queue', 'source')
  if held[1] ~= revision or held[2] == 'dropped' then return 'stale' end
  if held[2] ~= 'open' or taken[id] then return 'already' end
  taken[id] = true
  ids[#ids + 1], writes[#writes + 1] = id, i
  places[#places + 1], places[#places + 2] = now, id
  if held[3] == 'articles' then counts[held[4]] = (counts[held[4]] or 0) - 1 end
  return 'committed'
end

local function write(number, record, article, result, id, revision, pipeline, payload, traceparent)
  redis.call('SET', result, payload)
  redis.call('HSET', record, 'state', 'done', 'pipeline', pipeline)
  redis.call('HDEL', record, 'token', 'wanted', 'stage', 'error', 'shared')
  local fields = {'id', id, 'revision', revision, 'number', number}
  if traceparent ~= '' then fields[7], fields[8] = 'traceparent', traceparent end
  redis.call('XADD', results, '*', unpack(fields))
  if ttl_ms ~= '0' then
    for _, key in ipairs({record, article, result}) do redis.call('PEXPIRE', key, ttl_ms) end
  end
end

local answers = {}
for i = 1, (#ARGV - 1) / 5 do
  local a = 1 + 5 * (i - 1)
  answers[i] = look(i, KEYS[8 + 3 * (i - 1) + 1], ARGV[a + 1], ARGV[a + 2])
end
if #ids == 0 then return answers end

-- The first write is one that a full Redis takes, and with it the rest: work that is done is kept. No new work
-- begins there, for a claim is refused, so the excess is bounded by what is at work.
if redis.call('ZREM', leased, unpack(ids)) < #ids then
  redis.call('ZREM', waiting, unpack(ids))
  redis.call('ZREM', retry, unpack(ids))
end
redis.call('ZREM', open, unpack(ids))
for source, change in pairs(counts) do
  if redis.call('HINCRBY', sources, source, change) <= 0 then redis.call('HDEL', sources, source) end
end
local number = redis.call('HINCRBY', counters, 'committed', #ids) - #ids
for n, i in ipairs(writes) do
  local k, a = 8 + 3 * (i - 1), 1 + 5 * (i - 1)
  write(number + n, KEYS[k + 1], KEYS[k + 2], KEYS[k + 3], unpack(ARGV, a + 1, a + 5))
end
redis.call('ZADD', done, unpack(places))
if ttl_ms ~= '0' then redis.call('ZREMRANGEBYSCORE', done, '-inf', now - ttl_ms) end
return answers
