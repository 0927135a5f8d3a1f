package dev.gander.domain.extension;

import dev.gander.domain.config.ChildEnvironment;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The environment variables that no configuration may set, because they could hijack the child's
/// loader or interpreter, or would open this server to it. Case-insensitive. The list is goosed's
/// (1.39), apart from the server's key.
public final class RefusedVariables {
  private static final Set<String> NAMES =
      Set.of(
          "PATH",
          "PATHEXT",
          "SYSTEMROOT",
          "WINDIR",
          "LD_LIBRARY_PATH",
          "LD_PRELOAD",
          "LD_AUDIT",
          "LD_DEBUG",
          "LD_BIND_NOW",
          "LD_ASSUME_KERNEL",
          "DYLD_LIBRARY_PATH",
          "DYLD_INSERT_LIBRARIES",
          "DYLD_FRAMEWORK_PATH",
          "PYTHONPATH",
          "PYTHONHOME",
          "NODE_OPTIONS",
          "RUBYOPT",
          "GEM_PATH",
          "GEM_HOME",
          "CLASSPATH",
          "GO111MODULE",
          "GOROOT",
          "APPINIT_DLLS",
          "SESSIONNAME",
          "COMSPEC",
          "TEMP",
          "TMP",
          "LOCALAPPDATA",
          "USERPROFILE",
          "HOMEDRIVE",
          "HOMEPATH");

  private RefusedVariables() {}

  public static boolean contain(String name) {
    return NAMES.contains(name.toUpperCase(Locale.ROOT)) || ChildEnvironment.isServerKey(name);
  }

  /// The remaining variables, in order.
  public static Map<String, String> removedFrom(Map<String, String> variables) {
    var allowed = new LinkedHashMap<>(variables);
    allowed.keySet().removeIf(RefusedVariables::contain);
    return allowed;
  }
}
