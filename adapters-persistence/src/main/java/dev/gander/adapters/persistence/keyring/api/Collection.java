package dev.gander.adapters.persistence.keyring.api;

import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// A keyring.
@DBusInterfaceName("org.freedesktop.Secret.Collection")
public interface Collection extends DBusInterface {
  /// The new item and [SecretService#NONE], or the other way round with a prompt.
  @DBusMemberName("CreateItem")
  Two<DBusPath, DBusPath> createItem(
      Map<String, Variant<?>> properties, Secret secret, boolean replace);
}
