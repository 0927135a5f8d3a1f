/// Settings and secrets: the ports to goose's configuration files and to the files that diagnostic
/// reports include.
@NullMarked
package dev.gander.domain.config;

import org.jspecify.annotations.NullMarked;
