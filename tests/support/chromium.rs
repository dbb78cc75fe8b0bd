//! Chromium, driven over its debugging pipe: JSON messages that a zero byte ends. That is all that the tests need of
//! the protocol, and no library of it is small.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// An answer that takes longer than this does not come.
const PATIENCE: Duration = Duration::from_mins(2);

/// A browser with one page, and nothing of the user's.
pub(crate) struct Chromium {
    process: Child,
    requests: ChildStdin,
    answers: Receiver<Value>,
    events: VecDeque<Value>,
    session: Option<String>,
    asked: u64,
    _profile: tempfile::TempDir,
}

impl Chromium {
    /// Starts it. `CHROMIUM` names another program than `chromium`.
    pub(crate) fn start() -> Self {
        let program = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        let profile = tempfile::tempdir().unwrap();
        // The pipe is at descriptors 3 and 4, where the shell puts it.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null", &program])
            .args(["--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run"])
            .args(["--disable-extensions", "--disable-background-networking", "--force-device-scale-factor=1"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let requests = process.stdin.take().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let (sender, answers) = channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while stdout.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if sender.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let events = VecDeque::new();
        let mut chromium = Self { process, requests, answers, events, session: None, asked: 0, _profile: profile };
        let target = chromium.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = chromium
            .call("Target.attachToTarget", &json!({"targetId": target["targetId"].as_str().unwrap(), "flatten": true}));
        chromium.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page.enable", "Runtime.enable", "Network.enable", "Performance.enable", "Log.enable"] {
            chromium.call(domain, &json!({}));
        }
        chromium
    }

    /// Asks for something of the protocol, and hands out what comes of it.
    pub(crate) fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.asked += 1;
        let mut request = json!({"id": self.asked, "method": method, "params": parameters});
        if let Some(session) = self.session.as_deref().filter(|_| !method.starts_with("Browser.")) {
            request["sessionId"] = session.into();
        }
        let mut bytes = serde_json::to_vec(&request).unwrap();
        bytes.push(0);
        self.requests.write_all(&bytes).unwrap_or_else(|error| panic!("{method}: is chromium installed? {error}"));
        loop {
            let mut answer = self.next(method);
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
            self.events.push_back(answer);
        }
    }

    fn next(&mut self, wanted: &str) -> Value {
        self.answers.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{wanted}: chromium is not there, or hangs"))
    }

    /// Waits for an event that is like this, and forgets those before it.
    pub(crate) fn wait(&mut self, method: &str, like: impl Fn(&Value) -> bool) -> Value {
        loop {
            let event = self.events.pop_front().unwrap_or_else(|| self.next(method));
            if event["method"] == method && like(&event["params"]) {
                return event;
            }
        }
    }

    /// The events so far that nobody waited for.
    pub(crate) fn seen(&mut self) -> Vec<Value> {
        self.call("Runtime.evaluate", &json!({"expression": "0"}));
        self.events.drain(..).collect()
    }

    /// Opens a file, from its beginning to the end of its loading.
    pub(crate) fn open(&mut self, page: &Path) {
        self.events.clear();
        let url = format!("file://{}", page.display());
        self.call("Page.navigate", &json!({"url": url}));
        self.wait("Page.loadEventFired", |_| true);
    }

    /// What an expression comes to in the page.
    pub(crate) fn eval(&mut self, expression: &str) -> Value {
        let parameters = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let mut result = self.call("Runtime.evaluate", &parameters);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {}", result["exceptionDetails"]);
        result["result"]["value"].take()
    }

    /// Clicks the first element that a selector finds, in its middle.
    pub(crate) fn click(&mut self, selector: &str) {
        let place = self.eval(&format!(
            "(() => {{ const found = document.querySelector({selector:?}); found.scrollIntoView({{behavior: 'instant', \
             block: 'center'}}); const box = found.getBoundingClientRect(); return [box.x + box.width / 2, box.y + \
             box.height / 2]; }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
            self.call("Input.dispatchMouseEvent", &event);
        }
    }

    /// Presses a key and lets it go.
    pub(crate) fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            " " => (32, " "),
            "ArrowRight" => (39, ""),
            "ArrowDown" => (40, ""),
            _ => panic!("nobody presses {key}"),
        };
        let down = if text.is_empty() { "rawKeyDown" } else { "keyDown" };
        for kind in [down, "keyUp"] {
            let mut event = json!({"type": kind, "key": key, "code": if key == " " { "Space" } else { key }});
            event["windowsVirtualKeyCode"] = code.into();
            if kind == "keyDown" {
                event["text"] = text.into();
            }
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// Types a text where the cursor is.
    pub(crate) fn write(&mut self, text: &str) {
        self.call("Input.insertText", &json!({"text": text}));
    }

    /// How wide and how high the window is.
    pub(crate) fn window(&mut self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.call("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Whether the reader likes it dark.
    pub(crate) fn dark(&mut self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.call("Emulation.setEmulatedMedia", &features);
    }

    /// The page on paper.
    pub(crate) fn print(&mut self) -> Vec<u8> {
        let printed = self.call("Page.printToPDF", &json!({"preferCSSPageSize": true, "printBackground": true}));
        STANDARD.decode(printed["data"].as_str().unwrap()).unwrap()
    }

    /// Lets the page save files into a directory.
    pub(crate) fn save_to(&mut self, directory: &Path) {
        let parameters = json!({"behavior": "allow", "downloadPath": directory, "eventsEnabled": true});
        self.call("Browser.setDownloadBehavior", &parameters);
    }

    /// The seconds that scripts have run in the page since it was opened.
    pub(crate) fn script_time(&mut self) -> f64 {
        let metrics = self.call("Performance.getMetrics", &json!({}));
        let metrics = metrics["metrics"].as_array().unwrap();
        metrics.iter().find(|metric| metric["name"] == "ScriptDuration").unwrap()["value"].as_f64().unwrap()
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // What was to be tested is over; whether it ends by itself is not.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
