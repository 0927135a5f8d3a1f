/// Settings and secrets: the ports to goose's configuration files.
@NullMarked
package dev.gander.domain.config;

import org.jspecify.annotations.NullMarked;
