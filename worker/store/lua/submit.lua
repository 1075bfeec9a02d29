-- Store and queue articles, each unless this very content is here already. Where a source has its share of open
-- documents in the lane of articles, its next ones go to the bulk lane: it delays no other source.
-- KEYS: open waiting retry leased dead sources counters
-- EACH: record article result letter
-- ARGV: token share (0: no bound)
-- EACH: id digest queue source payload traceparent (or nothing)
-- Answer: of each {revision, status, state, queue}
local open, waiting, retry, leased, dead, sources, counters = unpack(KEYS, 1, 7)
local token, share = ARGV[1], tonumber(ARGV[2])

local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)) -- once, not at each use
local ids, places, letters = {}, {}, {} -- of what is queued by this call
local superseded = 0
local counts = {} -- what the sources that were met have open in the lane of articles

local function count(source, change)
  counts[source] = (counts[source] or tonumber(redis.call('HGET', sources, source) or 0)) + change
  return counts[source]
end

local function unchanged(id, held, mine)
  local state, status = held[3], 'unchanged'
  if state == 'open' then
    state = redis.call('ZSCORE', leased, id) and 'leased' or 'queued'
  end
  if held[4] == mine then -- this call, sent again after its answer was lost
    status = held[2] == '1' and 'new' or 'revised'
  end
  return {held[2], status, state, held[5]}
end

local function lane(queue, source)
  if queue ~= 'articles' then return queue end
  if share > 0 and count(source, 0) >= share then return 'bulk' end
  count(source, 1)
  return queue
end

local function submit(mine, record, article, result, letter, id, digest, queue, source, payload, traceparent)
  local held = redis.call('HMGET', record, 'digest', 'revision', 'state', 'token', 'queue', 'source')
  if held[1] == digest then return unchanged(id, held, mine) end

  local state, revision = held[3], (held[2] or 0) + 1
  if state == 'open' then
    superseded = superseded + 1
    if held[5] == 'articles' then count(held[6], -1) end
  end
  queue = lane(queue, source)
  -- The first write is one that a full Redis refuses, so that it refuses all or nothing.
  redis.call('HSET', record, 'revision', revision, 'digest', digest, 'queue', queue, 'source', source,
    'state', 'open', 'attempts', 0, 'token', mine)
  redis.call('SET', article, payload)
  if revision > 1 then
    redis.call('HDEL', record, 'stage', 'error', 'wanted', 'shared', 'traceparent')
    redis.call('PERSIST', record)
    redis.call('PERSIST', result) -- the old result stays until the new one replaces it
    redis.call('ZREM', retry, id)
    redis.call('ZREM', leased, id)
  end
  if traceparent ~= '' then redis.call('HSET', record, 'traceparent', traceparent) end
  ids[#ids + 1], letters[#letters + 1] = id, letter
  places[#places + 1], places[#places + 2] = now, id
  return {revision, (revision == 1 or state == 'dropped') and 'new' or 'revised', 'queued', queue}
end

local answers = {}
for i = 1, (#ARGV - 2) / 6 do
  local k, a = 7 + 4 * (i - 1), 2 + 6 * (i - 1)
  answers[i] = submit(token .. i, KEYS[k + 1], KEYS[k + 2], KEYS[k + 3], KEYS[k + 4], unpack(ARGV, a + 1, a + 6))
end
if #ids == 0 then return answers end

redis.call('ZADD', open, unpack(places))
redis.call('ZADD', waiting, unpack(places))
if redis.call('ZREM', dead, unpack(ids)) > 0 then redis.call('DEL', unpack(letters)) end
redis.call('HINCRBY', counters, 'submitted', #ids)
if superseded > 0 then redis.call('HINCRBY', counters, 'superseded', superseded) end
for source, its_open in pairs(counts) do
  if its_open > 0 then
    redis.call('HSET', sources, source, its_open)
  else
    redis.call('HDEL', sources, source)
  end
end
return answers
