/// Speech on this machine: the models, and the program that listens, in a process of its own
/// (`dev.gander.adapters.whisper`), since it is native code.
module dev.gander.adapters.speech {
  requires dev.gander.domain;
  requires dev.gander.process;
  requires static org.jspecify;

  exports dev.gander.adapters.speech to
      dev.gander.bootstrap;
  exports dev.gander.adapters.speech.engine to
      dev.gander.bootstrap;
  exports dev.gander.adapters.speech.model to
      dev.gander.bootstrap;
  exports dev.gander.adapters.speech.sound to
      dev.gander.bootstrap;
}
