/// OAuth for a program on the user's machine.
module dev.gander.oauth {
  requires transitive dev.gander.connections;
  requires transitive dev.gander.domain;
  requires dev.gander.json.jackson;
  requires static org.jspecify;

  exports dev.gander.oauth;
}
