/// Providers from jars that somebody dropped into a folder: how they are found, and how the server
/// stands what they do wrong. Start at [Plugins].
@NullMarked
package dev.gander.bootstrap.plugins;

import org.jspecify.annotations.NullMarked;
