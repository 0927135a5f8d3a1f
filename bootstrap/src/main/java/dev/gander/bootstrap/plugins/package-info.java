/// The providers that are there, those from jars that users drop into a folder among them: how they
/// are found, and how the server copes with their bugs. Start at [InstalledProviders].
@NullMarked
package dev.gander.bootstrap.plugins;

import org.jspecify.annotations.NullMarked;
