-- Asks for the addresses in a file in turn: a page that isn't kept must not look as if it were.
local addresses, place = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    table.insert(addresses, line)
  end
end

function request()
  place = place % #addresses + 1
  return wrk.format("GET", addresses[place])
end
