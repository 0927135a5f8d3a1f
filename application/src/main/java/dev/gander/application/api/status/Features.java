package dev.gander.application.api.status;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// The optional parts of the program, by goosed's names. Desktop hides those that are not there.
public final class Features {
  private final Map<String, BooleanSupplier> facts;

  /// @param facts whether this build, on this machine, has the part of that name; asked each time
  public Features(Map<String, BooleanSupplier> facts) {
    this.facts = Map.copyOf(facts);
  }

  public SortedMap<String, Boolean> list() {
    SortedMap<String, Boolean> list = new TreeMap<>();
    facts.forEach((name, fact) -> list.put(name, fact.getAsBoolean()));
    return list;
  }
}
