"""Speed, measured side by side in one run so that the ratios hold on any machine."""
