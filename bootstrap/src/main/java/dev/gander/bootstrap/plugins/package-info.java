/// Providers from jars that users drop into a folder: how they are found, and how the server copes
/// with their bugs. Start at [Plugins].
@NullMarked
package dev.gander.bootstrap.plugins;

import org.jspecify.annotations.NullMarked;
