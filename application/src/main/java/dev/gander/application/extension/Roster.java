package dev.gander.application.extension;

import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an agent has loaded, in the order of loading. Immutable: a change makes a new roster with a
/// higher version. A shut roster takes nobody in any more.
record Roster(long version, Map<ExtensionKey, Member> members, boolean isShut) {
  static final Roster EMPTY = new Roster(0, Map.of(), false);

  /// A loaded extension.
  sealed interface Member {
    ExtensionConfig config();
  }

  /// One that runs. `resolved` is the configuration with secrets, for telling changes.
  record Running(ExtensionConfig config, ExtensionConfig resolved, Extension extension)
      implements Member {}

  /// One whose tools the client runs.
  record InFrontend(ExtensionConfig.Frontend config) implements Member {}

  Roster {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  Roster with(Member member) {
    var changed = new LinkedHashMap<>(members);
    changed.put(member.config().key(), member);
    return new Roster(version + 1, changed, isShut);
  }

  Roster without(ExtensionKey key) {
    var changed = new LinkedHashMap<>(members);
    changed.remove(key);
    return new Roster(version + 1, changed, isShut);
  }

  Roster close() {
    return new Roster(version + 1, Map.of(), true);
  }

  @Nullable Member member(ExtensionKey key) {
    return members.get(key);
  }

  Optional<Running> running(ExtensionKey key) {
    return member(key) instanceof Running running ? Optional.of(running) : Optional.empty();
  }

  List<Running> running() {
    return members.values().stream()
        .filter(Running.class::isInstance)
        .map(Running.class::cast)
        .toList();
  }

  List<ExtensionConfig.Frontend> frontends() {
    return members.values().stream()
        .filter(InFrontend.class::isInstance)
        .map(member -> ((InFrontend) member).config())
        .toList();
  }

  List<ExtensionConfig> configs() {
    return members.values().stream().map(Member::config).toList();
  }
}
