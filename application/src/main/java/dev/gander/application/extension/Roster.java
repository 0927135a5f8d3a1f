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

/// The loaded extensions of an agent, in the order of loading. Immutable: each change creates a new
/// roster with a higher version. A shut roster accepts no more members.
record Roster(long version, Map<ExtensionKey, Member> members, boolean isShut) {
  static final Roster EMPTY = new Roster(0, Map.of(), false);

  /// A loaded extension.
  sealed interface Member {
    ExtensionConfig config();
  }

  /// A running extension. `resolved` is the configuration with secrets, for detecting changes.
  record Running(ExtensionConfig config, ExtensionConfig resolved, Extension extension)
      implements Member {}

  /// An extension whose tools the client runs.
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
