// The echo app of tests/standin/echo.py on Slack's own @slack/bolt; it lives until its input closes.
import bolt from '@slack/bolt';

const plain = (text) => ({ type: 'plain_text', text });
const section = (text) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (id, text, value = '1') => ({ type: 'button', action_id: id, text: plain(text), value });
const actions = (...elements) => ({ type: 'actions', elements });
const modal = (callback_id, blocks, submit = 'Volgende', rest = {}) => ({
  type: 'modal', callback_id, title: plain('Pauze'), blocks, ...(submit ? { submit: plain(submit) } : {}), ...rest,
});
const NAME = {
  type: 'input', block_id: 'name', label: plain('name'),
  element: { type: 'plain_text_input', action_id: 'typed' },
};

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: 'error',
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

app.action('later', async ({ ack, respond }) => {
  await ack();
  await respond({
    text: 'Later', blocks: [section('Later'), actions(button('more', 'Nog later'))],
    response_type: 'ephemeral', replace_original: false,
  });
});
app.action('more', async ({ ack, respond }) => {
  await ack();
  await respond({ text: 'Nog later', response_type: 'ephemeral', replace_original: true });
});
app.command('/echo', async ({ ack, command }) => ack(`${command.user_name}: ${command.text}`));
app.event('message', async ({ event, say }) => say(`Je zei: ${event.text}`));

const open = async ({ ack, body, client }) => {
  await ack();
  const view = modal('one', [section('Stap 1'), NAME], 'Volgende', { private_metadata: 'step 1' });
  await client.views.open({ trigger_id: body.trigger_id, view });
};
app.action('join', open);
app.shortcut('take_break', open);
app.view('one', async ({ ack, view }) => {
  const typed = view.state.values.name.typed.value;
  if (typed === 'fout') return ack({ response_action: 'errors', errors: { name: 'Dat kan niet' } });
  const step = modal('two', [section(`Dag ${typed}`), actions(button('deeper', 'Dieper'))]);
  return ack({ response_action: 'update', view: step });
});
app.action('deeper', async ({ ack, body, client }) => {
  await ack();
  await client.views.push({ trigger_id: body.trigger_id, view: modal('three', [section('Stap 3')], null) });
});
app.view('two', async ({ ack }) => ack({ response_action: 'push', view: modal('three', [section('Klaar')], 'Sluit') }));
app.view('three', async ({ ack }) => ack({ response_action: 'clear' }));

const page = (count) => ({ type: 'home', blocks: [section(`${count}`), actions(button('count', '+', `${count}`))] });
app.event('app_home_opened', async ({ event, client }) => client.views.publish({ user_id: event.user, view: page(0) }));
app.action('count', async ({ ack, action, body, client }) => {
  await ack();
  const view = page(Number(action.value) + 1);
  await client.views.publish({ user_id: body.user.id, view, hash: body.view.hash });
});

await app.start();
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
