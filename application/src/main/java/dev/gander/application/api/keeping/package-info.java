/// What is kept, and for how long: backups, pins, rules.
@NullMarked
package dev.gander.application.api.keeping;

import org.jspecify.annotations.NullMarked;
