package dev.gander.domain.hook;

import java.util.List;

/// The hooks of all plugins that are enabled. Thread-safe; the disk is read on every call, which
/// costs next to nothing if there are no plugins.
public interface HookFiles {
  /// In the order in which they run. A file, or a part of one, that cannot be understood has none,
  /// and neither has a plugin of which it is not known whether it is enabled.
  List<Hook> hooks();
}
