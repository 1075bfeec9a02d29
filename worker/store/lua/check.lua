-- Whether what is kept of one document holds together. One moment's view, so what it finds is no work in progress.
-- KEYS: record article result letter open waiting retry leased done dead
-- ARGV: id ttl_ms (0: results are kept) late_ms (a lease that ran out longer ago is looked after by nobody)
-- Answer: {fault, …}
local record, article, result, letter, open, waiting, retry, leased, done, dead = unpack(KEYS)
local id, ttl_ms, late_ms = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local state = redis.call('HGET', record, 'state') or 'unknown'
local faults = {}

local function score(set) return tonumber(redis.call('ZSCORE', set, id) or false) end
local function exists(key) return redis.call('EXISTS', key) == 1 end
local function fault(found, what) if found then faults[#faults + 1] = what end end

local expires = score(leased)
local places = 0
for _, set in ipairs({waiting, retry, leased}) do if score(set) then places = places + 1 end end

fault(state == 'open' and not score(open), 'missing: open, but in no list of open documents')
fault(state == 'open' and not exists(article), 'missing: open, but its article is gone')
fault(state == 'open' and places == 0, 'stuck: open, but neither queued nor leased')
fault(places > 1, 'doubled: queued and leased at once')
fault(state ~= 'open' and (places > 0 or score(open)), 'doubled: ' .. state .. ', and yet open')
fault(expires and expires < now - late_ms, 'stuck: its lease ran out, and no worker looked')
fault(state == 'done' and not score(done), 'missing: done, but in no list of results')
fault(state == 'dead' and not score(dead), 'missing: dead, but in no list of dead letters')
fault(state == 'dead' and not exists(article), 'missing: dead, but its article is gone')
fault(score(dead) and not exists(letter), 'missing: its dead letter is gone')
fault(exists(letter) and not score(dead), 'missing: a dead letter in no list')

local committed = score(done)
local expired = ttl_ms > 0 and committed and committed <= now - ttl_ms
fault(committed and not exists(result) and not expired, 'missing: its result is gone')
fault(exists(result) and not committed, 'missing: a result in no list')
return faults
