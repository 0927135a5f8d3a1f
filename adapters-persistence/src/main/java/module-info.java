/// Sessions in SQLite, settings and secrets in files.
module dev.gander.adapters.persistence {
  requires transitive dev.gander.domain;
  requires dev.gander.files;
  requires dev.gander.json.jackson;
  requires transitive java.sql;
  requires org.freedesktop.dbus;
  requires org.snakeyaml.engine;
  requires org.xerial.sqlitejdbc;
  requires static org.jspecify;

  exports dev.gander.adapters.persistence.access;
  exports dev.gander.adapters.persistence.apps;
  exports dev.gander.adapters.persistence.backup;
  exports dev.gander.adapters.persistence.diagnostics;
  exports dev.gander.adapters.persistence.hints;
  exports dev.gander.adapters.persistence.imports;
  exports dev.gander.adapters.persistence.journal;
  exports dev.gander.adapters.persistence.keyring;
  exports dev.gander.adapters.persistence.localmodels;
  exports dev.gander.adapters.persistence.own;
  exports dev.gander.adapters.persistence.policy;
  exports dev.gander.adapters.persistence.prompts;
  exports dev.gander.adapters.persistence.providers;
  exports dev.gander.adapters.persistence.questions;
  exports dev.gander.adapters.persistence.results;
  exports dev.gander.adapters.persistence.runs;
  exports dev.gander.adapters.persistence.schedules;
  exports dev.gander.adapters.persistence.secrets;
  exports dev.gander.adapters.persistence.sessions;
  exports dev.gander.adapters.persistence.settings;
  exports dev.gander.adapters.persistence.sources;
  // To all: the module for PostgreSQL is loaded in a layer of its own, and cannot be named here.
  exports dev.gander.adapters.persistence.sql;
  exports dev.gander.adapters.persistence.tunnel;
  exports dev.gander.adapters.persistence.upkeep;
  exports dev.gander.adapters.persistence.tables;
  exports dev.gander.adapters.persistence.usage;
  exports dev.gander.adapters.persistence.webhooks;

  // The bus creates proxies of these interfaces and reads their structures.
  opens dev.gander.adapters.persistence.keyring.api to
      org.freedesktop.dbus;
}
