package dev.gander.bootstrap.cluster;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.json.Json;
import java.util.Map;
import java.util.TreeMap;

/// Things of one kind by their names, on this machine or shared by servers.
interface Shelf {
  /// In the order of their names.
  Map<String, Json> all();

  /// Stores one in place of the one with its name.
  ///
  /// @return false if the name cannot be used here
  boolean put(String name, Json thing);

  static Shelf of(StoredMap map) {
    return new Shelf() {
      @Override
      public Map<String, Json> all() {
        return new TreeMap<>(map.read().members());
      }

      @Override
      public boolean put(String name, Json thing) {
        map.edit(all -> all.with(name, thing));
        return true;
      }
    };
  }

  /// @param store in which no variable of the environment hides what is stored
  static Shelf of(SecretStore store) {
    return new Shelf() {
      @Override
      public Map<String, Json> all() {
        Map<String, Json> all = new TreeMap<>();
        store.names().forEach(name -> store.find(name).ifPresent(it -> all.put(name, it)));
        return all;
      }

      @Override
      public boolean put(String name, Json thing) {
        store.put(name, thing);
        return true;
      }
    };
  }
}
