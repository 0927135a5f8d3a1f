/// The Agent Client Protocol: methods, updates, questions to the client; no transport but stdio.
module dev.gander.adapters.acp {
  requires transitive dev.gander.application;
  requires dev.gander.json.jackson;
  requires static transitive org.jspecify;

  exports dev.gander.adapters.acp;
  exports dev.gander.adapters.acp.stdio;
}
