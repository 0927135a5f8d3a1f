/// `goosed config`: settings and secrets on this machine.
@NullMarked
package dev.gander.adapters.cli.config;

import org.jspecify.annotations.NullMarked;
