(service
  service: (_) @name
  type: (_) @context) @item
