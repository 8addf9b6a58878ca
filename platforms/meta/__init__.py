"""What Instagram and Facebook Pages share: the Graph API's shapes and numbers. Sends nothing."""
