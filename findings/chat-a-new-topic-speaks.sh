#!/usr/bin/env bash
# whatsapp-chat-parser 4.0.2: a new name of the group with a colon in it makes a person who says the rest of it.
#
# An exported chat has "time - name: message" for what somebody wrote and "time - sentence" for what happened. All that
# parts them is the first colon, which people put into names of groups and topics. So "Ann Lee changed the group name to
# “Garden: spring”" is a message of somebody called "Ann Lee changed the group name to “Garden", who gets a turn among
# the authors; the same sentence about a name without a colon is what happened.
#
# Seen: three authors in a chat of two, one of them a half sentence.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"type": "module"}' > package.json
npm install --silent --no-audit --no-fund whatsapp-chat-parser@4.0.2
cat > run.js <<'JS'
import { strict as assert } from 'node:assert';
import { parseString } from 'whatsapp-chat-parser';

const CHAT = `[01/05/2030, 10:00:00] Ann Lee: Good evening.
[01/05/2030, 10:01:00] Ann Lee changed the group name to “Garden”
[01/05/2030, 10:02:00] Ann Lee changed the group name to “Garden: spring”
[01/05/2030, 10:03:00] Bo Ray: Good.
`;
const said = parseString(CHAT).map(({ author, message }) => [author, message.trim()]);
console.log(said);
assert.deepEqual(said, [
  ['Ann Lee', 'Good evening.'],
  [null, 'Ann Lee changed the group name to “Garden”'],
  ['Ann Lee changed the group name to “Garden', 'spring”'],
  ['Bo Ray', 'Good.'],
]);
JS
node run.js
echo "as described: whatsapp-chat-parser 4.0.2 takes a half sentence for an author"
