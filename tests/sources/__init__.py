"""Packages from elsewhere: folders, WebDAV servers, and what goes wrong with them."""
