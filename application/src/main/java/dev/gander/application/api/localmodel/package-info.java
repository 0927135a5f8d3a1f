/// Models that run on this machine: find, download, set up and delete them.
@NullMarked
package dev.gander.application.api.localmodel;

import org.jspecify.annotations.NullMarked;
