-- Make a dead letter: of an open revision, or, with revision 0, of something that never was a document.
-- KEYS: record open waiting retry leased dead letter deadletters sources counters
-- ARGV: id revision rejection
-- Answer: 1 | 0 (done, dead, replaced or unknown)
local record, open, waiting, retry, leased, dead, letter, deadletters, sources, counters = unpack(KEYS)
local id, revision, rejection = unpack(ARGV)

if redis.call('GET', letter) == rejection then return 1 end -- sent again

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

if revision ~= '0' then
  local held = redis.call('HMGET', record, 'revision', 'state', 'queue', 'source')
  if held[1] ~= revision or held[2] ~= 'open' then return 0 end
  -- These come first, for a full Redis then takes the burial whole.
  for _, set in ipairs({open, waiting, retry, leased}) do redis.call('ZREM', set, id) end
  if held[3] == 'articles' and redis.call('HINCRBY', sources, held[4], -1) <= 0 then
    redis.call('HDEL', sources, held[4])
  end
  redis.call('HSET', record, 'state', 'dead')
  redis.call('HDEL', record, 'token', 'wanted', 'shared')
  redis.call('HINCRBY', counters, 'buried', 1)
else
  redis.call('HINCRBY', counters, 'rejected', 1)
end
redis.call('SET', letter, rejection)
redis.call('ZADD', dead, now, id)
redis.call('XADD', deadletters, 'MAXLEN', '~', 100000, '*', 'id', id, 'revision', revision)
return 1
