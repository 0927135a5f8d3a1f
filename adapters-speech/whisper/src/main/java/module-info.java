/// whisper.cpp with one model: a program of its own, which `dev.gander.adapters.speech` starts. The
/// library is native code that cannot be interrupted, and could end the server's process.
module dev.gander.adapters.whisper {
  requires java.desktop;
  requires whisper.jni;
  requires static org.jspecify;
}
