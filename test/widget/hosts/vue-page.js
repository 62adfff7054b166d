import { createApp, ref } from 'vue/dist/vue.esm-bundler.js';

const app = createApp({
  setup() {
    const isThere = ref(true);
    const count = ref(0);
    const subject = ref('');
    const apiUrl = document.documentElement.dataset.api;
    const getToken = async () => globalThis.studentToken;
    return { isThere, count, subject, apiUrl, getToken };
  },
  template: `<main>
    <button type="button" id="toggle" @click="isThere = !isThere">Toggle</button>
    <button type="button" id="again" @click="count++">Render {{ count }}</button>
    <mentor-booking v-if="isThere" partner="demo" :mentor-id="3" :api-url="apiUrl" timezone="Africa/Dakar"
      .getToken="getToken" @mentor-booking-booked="subject = $event.detail.session.subject">Book {{ count }}</mentor-booking>
    <output>{{ subject }}</output>
  </main>`,
});
app.config.compilerOptions.isCustomElement = (name) => name === 'mentor-booking';
app.mount('#root');
