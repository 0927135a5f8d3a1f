package dev.gander.application.api.status;

import dev.gander.domain.inference.EngineFacts;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The optional parts of the program, by goosed's names. Desktop hides those that are not there.
public final class Features {
  private final Supplier<EngineFacts> engine;

  /// @param engine what runs models on this machine
  public Features(Supplier<EngineFacts> engine) {
    this.engine = engine;
  }

  public SortedMap<String, Boolean> list() {
    SortedMap<String, Boolean> list = new TreeMap<>();
    list.put("code-mode", false);
    list.put("local-inference", engine().isThere());
    return list;
  }

  /// What runs models on this machine, or why nothing does.
  public EngineFacts engine() {
    return engine.get();
  }
}
