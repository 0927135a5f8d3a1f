package dev.gander.adapters.persistence.keyring.api;

import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// A keyring.
@DBusInterfaceName("org.freedesktop.Secret.Collection")
public interface SecretCollection extends DBusInterface {
  /// Returns the new item and [SecretService#NONE], or `NONE` and a prompt.
  @DBusMemberName("CreateItem")
  Two<DBusPath, DBusPath> createItem(
      Map<String, Variant<?>> properties, Secret secret, boolean replace);
}
