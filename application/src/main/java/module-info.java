/// Use cases of the agent. The engine is visible to the composition root only.
module dev.gander.application {
  requires transitive dev.gander.domain;
  requires static org.jspecify;

  exports dev.gander.application.reply;
}
