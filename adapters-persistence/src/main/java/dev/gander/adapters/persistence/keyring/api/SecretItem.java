package dev.gander.adapters.persistence.keyring.api;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/// A secret with its attributes.
@DBusInterfaceName("org.freedesktop.Secret.Item")
public interface SecretItem extends DBusInterface {
  @DBusMemberName("GetSecret")
  Secret getSecret(DBusPath session);

  @DBusMemberName("SetSecret")
  void setSecret(Secret secret);
}
