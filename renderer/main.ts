import { mount } from "svelte";
import App from "./App.svelte";
import { chooseHost } from "./host/choose-host.ts";
import "./theme/fonts.css";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/resizers.css";
import "./theme/print.css";

const target = document.getElementById("app");
if (!target) throw new Error("internal: the page has no #app");
mount(App, { target, props: { host: chooseHost() } });
