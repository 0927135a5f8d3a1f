package dev.gander.application.api.status;

import dev.gander.domain.localmodel.EngineFacts;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The optional parts of the program, by goosed's names. Desktop hides those that are not there.
public final class Features {
  private final Map<String, BooleanSupplier> facts;
  private final Supplier<EngineFacts> engine;

  /// @param facts whether this build, on this machine, has the part of that name; asked each time
  /// @param engine what runs models on this machine
  public Features(Map<String, BooleanSupplier> facts, Supplier<EngineFacts> engine) {
    this.facts = Map.copyOf(facts);
    this.engine = engine;
  }

  public SortedMap<String, Boolean> list() {
    SortedMap<String, Boolean> list = new TreeMap<>();
    facts.forEach((name, fact) -> list.put(name, fact.getAsBoolean()));
    list.put("local-inference", engine().isThere());
    return list;
  }

  /// What runs models on this machine, or why nothing does.
  public EngineFacts engine() {
    return engine.get();
  }
}
