/// Converts the domain's JSON tree to and from text; the only place with Jackson's settings.
module dev.gander.json.jackson {
  requires transitive dev.gander.domain;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;

  exports dev.gander.json.jackson;
}
