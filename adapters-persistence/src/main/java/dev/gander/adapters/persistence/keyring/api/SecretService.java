package dev.gander.adapters.persistence.keyring.api;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// The service itself, at [#PATH].
@DBusInterfaceName("org.freedesktop.Secret.Service")
public interface SecretService extends DBusInterface {
  String NAME = "org.freedesktop.secrets";
  String PATH = "/org/freedesktop/secrets";

  /// The path that stands for no object.
  DBusPath NONE = new DBusPath("/");

  @DBusMemberName("OpenSession")
  Two<Variant<?>, DBusPath> openSession(String algorithm, Variant<?> input);

  /// Items with these attributes: first the readable ones, then the locked ones.
  @DBusMemberName("SearchItems")
  Two<List<DBusPath>, List<DBusPath>> searchItems(Map<String, String> attributes);

  /// The objects that were unlocked at once, and a prompt for the rest or [#NONE].
  @DBusMemberName("Unlock")
  Two<List<DBusPath>, DBusPath> unlock(List<DBusPath> objects);

  /// The collection with that alias, or [#NONE].
  @DBusMemberName("ReadAlias")
  DBusPath readAlias(String name);
}
