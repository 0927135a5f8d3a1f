/// Servers that commands talk to over HTTP.
@NullMarked
package dev.gander.adapters.cli.server;

import org.jspecify.annotations.NullMarked;
