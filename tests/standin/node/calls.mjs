// Slack's own @slack/web-api and @slack/socket-mode, bare: prints what they made of the answers as JSON.
import { SocketModeClient } from '@slack/socket-mode';
import { WebClient } from '@slack/web-api';

const clientOptions = { slackApiUrl: process.env.SLACK_API_URL };
const quiet = { logLevel: 'error' };
const web = new WebClient(process.env.SLACK_BOT_TOKEN, { ...clientOptions, ...quiet });
const refused = async (call) => call.then(() => null, (error) => error.data?.error ?? error.code);
const said = {};

said.team = (await web.auth.test()).team_id;
const posted = await web.chat.postMessage({
  channel: 'U0ANNA', text: 'hoi', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'hoi' } }],
});
said.direct = posted.channel[0];
said.block = typeof posted.message.blocks[0].block_id;
await web.chat.update({ channel: posted.channel, ts: posted.ts, text: 'dag' });
said.ephemeral = (await web.chat.postEphemeral({ channel: 'C0ALPHA', user: 'U0ANNA', text: 'psst' })).ok;
await web.chat.delete({ channel: posted.channel, ts: posted.ts });

said.pages = [];
for await (const page of web.paginate('users.list', { limit: 2 })) said.pages.push(page.members.length);
said.locale = (await web.users.info({ user: 'U0BRAM', include_locale: true })).user.locale;
said.members = (await web.conversations.members({ channel: 'C0ALPHA' })).members.length;
said.quiet = Object.keys((await web.dnd.teamInfo({ users: 'U0ANNA,U0BRAM' })).users);

said.refusals = [
  await refused(web.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' })),
  await refused(web.chat.update({ channel: 'C0ALPHA', ts: '1.1', text: 'x' })),
  await refused(web.views.open({ trigger_id: '1.2.x', view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] } })),
  await refused(web.views.publish({ user_id: 'U0ANNA', view: { type: 'home', blocks: 'x' } })),
];

const upload = await web.filesUploadV2({
  filename: 'rapport.csv', file: Buffer.from('a;b\n'), channel_id: 'C0ALPHA', initial_comment: 'Hier',
});
said.uploaded = upload.files[0].files[0].name;
said.rateLimited = (await web.api.test()).ok; // refused once with 429: the Node client waits and asks again

const socket = new SocketModeClient({ appToken: process.env.SLACK_APP_TOKEN, clientOptions, ...quiet });
const heard = new Promise((resolve) => {
  socket.on('slack_event', async ({ ack, type, body, retry_num }) => {
    await ack();
    resolve([type, body.event.type, retry_num]);
  });
});
await socket.start();
said.heard = await heard;
await socket.disconnect();
console.log(JSON.stringify(said));
